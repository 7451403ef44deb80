import { expect, test } from './extension';
import { spokenReply } from './spoken-reply';

const MODELS = [
  { service: 'aichats', name: 'AiChats', model: 'GPT-4' },
  { service: 'darkai', name: 'DarkAI', model: 'Llama 3 70B' },
  { service: 'aiask', name: 'AiAsk', model: 'GPT-3.5 Turbo' },
] as const;

for (const { service, name, model } of MODELS) {
  test(`${model} of ${name} is chosen, asked and streams its reply`, async ({
    chat,
    freeServices,
  }) => {
    const emulator = freeServices[service];
    const spoken = spokenReply();
    emulator.script.reply = spoken.reply;
    await chat.chooseModel(model, name);
    await chat.ask('A question');
    spoken.say('The beginning');
    await expect(chat.lastReply).toContainText('The beginning');
    spoken.say(' and the end.');
    spoken.end();
    await chat.waitForReply();
    expect(await chat.lastReplyText()).toContain('The beginning and the end.');
    await expect(chat.alert).toHaveCount(0);
    expect(emulator.violations).toEqual([]);
    expect(freeServices.duckduckgo.requests).toEqual([]);
  });
}

test('one conversation goes from service to service, each asked with what was said', async ({
  chat,
  freeServices,
}) => {
  for (const { service, name, model } of MODELS) {
    freeServices[service].script.reply = `The word of ${service}.`;
    await chat.chooseModel(model, name);
    await chat.ask(`A question for ${service}`);
    await expect(chat.lastReply).toContainText(`The word of ${service}.`);
    await chat.waitForReply();
  }
  const { aichats, darkai, aiask } = freeServices;
  expect(darkai.requests.at(-1)?.body).toContain('The word of aichats.');
  expect(aiask.requests.at(-1)?.body).toContain('The word of darkai.');
  for (const { violations } of [aichats, darkai, aiask]) expect(violations).toEqual([]);
});

test('a quota that is used up is told as such, and its notice is not shown', async ({
  chat,
  freeServices: { aiask },
}) => {
  const notice = '您的免费额度不够使用这个模型啦，请点击右上角登录继续使用！';
  aiask.script.reply = notice;
  await chat.chooseModel('GPT-3.5 Turbo', 'AiAsk');
  await chat.ask('A question');
  await expect(chat.alert).toContainText('AiAsk');
  await expect(chat.alert).toContainText('no more questions for now');
  await expect(chat.lastReply).not.toContainText(notice.slice(0, 5));
});
