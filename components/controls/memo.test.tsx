// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { memo } from './memo';

afterEach(cleanup);

test('a component is drawn anew only when one of its props is another one', () => {
  const drawn: string[] = [];
  const Line = memo(({ text, note }: { text: { value: string }; note?: string }) => {
    drawn.push(`${text.value} ${note ?? ''}`);
    return <p>{text.value}</p>;
  });
  const text = { value: 'a' };
  const { rerender } = render(<Line text={text} />);
  rerender(<Line text={text} />);
  expect(drawn).toEqual(['a ']);
  rerender(<Line text={text} note="b" />);
  rerender(<Line text={text} />);
  rerender(<Line text={{ value: 'a' }} />);
  expect(drawn).toEqual(['a ', 'a b', 'a ', 'a ']);
});
