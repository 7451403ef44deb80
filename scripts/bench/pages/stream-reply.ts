declare global {
  /** Asks the service and draws the reply; each page of the bench in its own way. */
  var ask: (prompt: string) => Promise<void>;
  /** Draws a text that is there already; in the page that draws once. */
  var draw: (text: string) => void;
}

/** The reply to a prompt, piece by piece, from the service as it is when it checks nothing. */
export async function* streamReply(prompt: string): AsyncGenerator<string> {
  const response = await fetch('https://duckduckgo.com/duckchat/v1/chat', {
    method: 'POST',
    body: JSON.stringify({
      model: 'gpt-4o-mini',
      messages: [{ role: 'user', content: prompt }],
    }),
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value } = (await reader?.read()) ?? {};
    if (value === undefined) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    yield lines.map(textOfLine).join('');
  }
}

function textOfLine(line: string): string {
  if (!line.startsWith('data: {')) return '';
  const { message } = JSON.parse(line.slice('data: '.length)) as { message: string };
  return message;
}
