'use client';

import { type UseMutationOptions, useMutation } from '@tanstack/react-query';
import { useRef } from 'react';

/**
 * What a button sends. Until it has been answered, and what `onSuccess` or `onError` asks again has arrived, it is not sent twice: the
 * second click of a double click comes before the button can show that it is busy.
 */
export function useAction<Output, Failure, Input, Context>(
  options: UseMutationOptions<Output, Failure, Input, Context>,
) {
  const mutation = useMutation(options);
  const isSending = useRef(false);
  return {
    ...mutation,
    mutate: (input: Input): void => {
      if (isSending.current) return;
      isSending.current = true;
      mutation.mutate(input, {
        onSettled: () => {
          isSending.current = false;
        },
      });
    },
  };
}
