import { expect, it } from 'vitest';
import { csvLine } from './csv-line.ts';

it('writes fields as RFC 4180 says', () => {
  expect(csvLine(['a', 'b,c', 'say "no"', 'two\nlines', ' kept '])).toBe(
    'a,"b,c","say ""no""","two\nlines", kept \r\n',
  );
  expect(csvLine([null, undefined, '', 0, false, ['x', 1], { a: 1 }])).toBe(',,,0,false,"[""x"",1]","{""a"":1}"\r\n');
});

it.each([
  '=1+1',
  '+SUM(A1)',
  '-2+3',
  '@cmd',
  '\tx',
  '\r=x',
  '=HYPERLINK("http://x","y")',
  '-',
  '+1',
  '＝1+1',
  '＋1',
  '－2',
  '＠cmd',
  ' =1',
  '\t =1',
  '\u00a0=1',
  '\u3000＝1',
  '\n=1',
])('takes the formula out of %j', (text) => expect(csvLine([text]).replace(/^"/, '')[0]).toBe("'"));

it.each(['-12.30', '0', '1234567890123456789012.5', '-1'])('leaves the number %s a number', (text) =>
  expect(csvLine([text])).toBe(`${text}\r\n`),
);

it('leaves other text alone', () => {
  expect(csvLine([' a=b ', 'ａ＝b'])).toBe(' a=b ,ａ＝b\r\n');
  expect(csvLine(['a=b', 'x-y', "'quoted", '2026-11-26T08:00:00Z'])).toBe("a=b,x-y,'quoted,2026-11-26T08:00:00Z\r\n");
});
