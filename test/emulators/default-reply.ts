import type { ScriptedPrompt } from './script';

/** What the stand-in says when nothing else was scripted: every kind of Markdown, always the same. */
export function defaultReply({ text, model, messages }: ScriptedPrompt): string {
  const question = text.trim().replaceAll(/\s+/g, ' ').slice(0, 200);
  const turn = messages.filter(({ role }) => role === 'user').length;
  const words = question.split(' ').filter(Boolean);
  return `## A reply from this computer

You asked: *${question.replaceAll('*', String.raw`\*`)}*

This comes from a **local stand-in** for the service, so nothing left your computer. It cannot
think, but it can show what a reply looks like:

1. **Text** streams in word by word, with *emphasis*, \`code\` and [links](https://example.com/).
2. **Lists** stay in order while they grow.
3. **Everything** here is the same each time you ask.

| What | Value |
| --- | --- |
| Model | \`${model}\` |
| Turn | ${turn} |
| Words in your message | ${words.length} |

\`\`\`js
const message = ${JSON.stringify(question)};
console.log(\`\${message.split(' ').length} words\`);
\`\`\`

> To chat with a real model: \`npm start -- --live\`.
`;
}
