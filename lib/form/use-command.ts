'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { z } from 'zod';
import { problemsOf } from '#core/problems-of.ts';
import { isFollowed } from '../live/followed.ts';
import { messageOf, problemsOf as problemsOfAnswer } from '../trpc/error-code.ts';
import { limitOf } from './limit-of.ts';
import { type FieldProblems, placeProblems, problemAt, withoutField } from './place-problems.ts';

type Options<Values extends object, Input, Output> = {
  /** What stands in the fields at first. */
  start: Values | (() => Values);
  /** What is sent for what stands there, or what of it cannot be. */
  input: (values: Values) => NoInfer<Input> | Unreadable<NoInfer<Input>>;
  /** Of the verb. Left out where a page must not carry zod (decision 0100): then the server alone checks, and its problems look the same. */
  schema?: z.ZodType<unknown, NoInfer<Input>>;
  send: (input: Input) => Promise<Output>;
  /** Which field a pointer of the input is about, where their names differ; '' is the form as a whole. */
  fieldOf?: (pointer: string) => string;
  /** What is wrong, where the verb answers an expected refusal as a value. */
  refusal?: (output: Output) => FieldProblems | null;
  onDone: (output: Output, values: Values) => void | Promise<void>;
};

/** What the form itself finds wrong. `input`: the rest, as far as it can be read, so that all problems are found at once. */
type Unreadable<Input> = { problems: FieldProblems; input?: Input };

/** What a control needs of its form. */
export type FormField<V> = {
  name: string;
  value: V;
  onChange: (value: V) => void;
  error: string | undefined;
  /** Most characters, as the schema says. */
  limit: number | undefined;
};

/** What every form shows: `problems` are by field, `message` is about it as a whole, `failures` counts how often it was sent in vain. */
export type FormState = {
  /** `page`: what stands in the fields of the page, also what a browser filled in before anything listened. */
  submit: (change?: undefined, page?: FormData) => Promise<void>;
  isPending: boolean;
  problems: FieldProblems;
  message: string | undefined;
  failures: number;
};

/**
 * A form that sends a command. What is wrong is found by the schema of the verb before anything is sent, or by the server, and stands at
 * its field either way; a failure without a field (no connection, not allowed) is the form's message. What was typed stays. What the
 * command changed is asked again by its topics (lib/live), or all at once where no stream of them is open.
 */
export function useCommand<Values extends object, Input, Output>(options: Options<Values, Input, Output>) {
  const { start, input, schema, send, fieldOf, refusal, onDone } = options;
  const queries = useQueryClient();
  const [values, setValues] = useState(start);
  const [problems, setProblems] = useState<FieldProblems>({});
  const [failures, setFailures] = useState(0);
  const [isPending, setPending] = useState(false);
  const [isDone, setDone] = useState(false);
  const isSending = useRef(false);

  const fail = (found: FieldProblems) => {
    setProblems(found);
    setFailures((count) => count + 1);
  };

  async function submit(change: Partial<Values> = {}, page?: FormData): Promise<void> {
    if (isSending.current) return;
    const typed = page ? withTyped(values, page) : values;
    if (page) setValues(typed);
    const sent = { ...typed, ...change };
    const read = input(sent);
    const { problems: own, input: readable } = isUnreadable(read) ? read : { problems: {}, input: read };
    const checked = readable === undefined ? undefined : schema?.safeParse(readable);
    const named = Object.entries(own).flatMap(([name, message]) =>
      message === undefined ? [] : [{ pointer: name && `/${name}`, message }],
    );
    const found = {
      ...(checked?.error && placeProblems(problemsOf(checked.error), sent, fieldOf)),
      ...placeProblems(named, sent),
    };
    if (readable === undefined || Object.keys(found).length > 0) return fail(found);
    isSending.current = true;
    setPending(true);
    setProblems({});
    try {
      const output = await send(readable);
      const refused = refusal?.(output);
      if (refused) return fail(refused);
      if (!isFollowed()) void queries.invalidateQueries();
      setDone(true);
      await onDone(output, sent);
    } catch (error) {
      const reported = problemsOfAnswer(error);
      fail(reported.length > 0 ? placeProblems(reported, sent, fieldOf) : { '': messageOf(error) });
    } finally {
      isSending.current = false;
      setPending(false);
    }
  }

  const set = (change: Partial<Values>) => {
    setValues((before) => ({ ...before, ...change }));
    setProblems((before) => Object.keys(change).reduce(withoutField, before));
  };

  return {
    values,
    set,
    field: <K extends keyof Values & string>(name: K): FormField<Values[K]> => ({
      name,
      value: values[name],
      onChange: (value) => {
        setValues((before) => ({ ...before, [name]: value }));
        setProblems((before) => withoutField(before, name));
      },
      error: problemAt(problems, name),
      limit: limitOf(schema, name),
    }),
    /** By the pointer of a field without its first slash, for what lies deeper than one. */
    problems,
    message: problems[''],
    failures,
    isPending,
    /** It was sent and done at least once. */
    isDone,
    /** `change`: what a button says beside what is typed; it is sent and not kept. */
    submit,
  };
}

function withTyped<Values extends object>(values: Values, page: FormData): Values {
  const typed = Object.entries(values).flatMap(([name, value]) => {
    const text = page.get(name);
    return typeof value === 'string' && typeof text === 'string' ? [[name, text]] : [];
  });
  return { ...values, ...Object.fromEntries(typed) };
}

function isUnreadable<Input>(read: Input | Unreadable<Input>): read is Unreadable<Input> {
  return typeof read === 'object' && read !== null && 'problems' in read;
}
