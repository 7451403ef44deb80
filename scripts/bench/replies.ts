export type ReplyShape = 'mixed' | 'list' | 'paragraph' | 'code';

/** A reply of about so many tokens (words, as the stand-in streams them) that ends in a known mark. */
export function makeReply(shape: ReplyShape, tokens: number): string {
  const unit = UNITS[shape];
  const unitTokens = unit(0).trim().split(/\s+/).length;
  const units = Array.from({ length: Math.max(1, Math.round(tokens / unitTokens)) }, (_, index) =>
    unit(index),
  );
  return wrap(shape, units.join(''));
}

/** One repeatable piece of each shape. */
const UNITS: Record<ReplyShape, (index: number) => string> = {
  mixed: (index) => `## Part ${index}

A paragraph with **bold**, *emphasis*, \`code\` and a [link](https://example.com/${index}) in it, long
enough to be wrapped more than once where the panel is narrow, and it goes on a little further.

- one item of a list with a few words
- another item, with \`code\` in it

\`\`\`js
const answer${index} = compute(${index}, { precise: true });
\`\`\`

| Name | Value |
| --- | --- |
| first | ${index} |

`,
  list: (index) => `- item ${index} of one long list, with *emphasis* and \`code\` in it\n`,
  paragraph: (index) => `Sentence ${index} of one long paragraph has **bold** and \`code\` in it. `,
  code: (index) => `const value${index} = compute(${index}, { precise: true }); // a comment\n`,
};

/** The mark that the probe looks for. */
const END = 'THE-END';

function wrap(shape: ReplyShape, body: string): string {
  switch (shape) {
    case 'code':
      return `\`\`\`js\n${body}// ${END}\n\`\`\`\n`;
    case 'list':
      return `${body}- ${END}\n`;
    case 'mixed':
    case 'paragraph':
      return `${body}${END}\n`;
  }
}
