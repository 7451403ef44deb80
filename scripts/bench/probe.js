// Injected as it is into every page of the bench, before the page's own scripts.

/** The end of every reply of the bench, so that a page can tell that it has drawn all of it. */
const REPLY_END = 'THE-END';

globalThis.probe = {
  /** Durations of tasks that held the page up, in milliseconds. */
  longTasks: [],

  /** Resolves when a frame was painted in which `isThere()`; milliseconds since the epoch. */
  painted(isThere) {
    return new Promise((resolve) => {
      function afterFrame() {
        if (isThere()) resolve(performance.timeOrigin + performance.now());
        else requestAnimationFrame(() => scheduler.postTask(afterFrame));
      }
      requestAnimationFrame(() => scheduler.postTask(afterFrame));
    });
  },

  /** When the first and the last character of the text in `findText()` were painted. */
  async textPainted(findText) {
    const firstAt = await probe.painted(() => (findText()?.textContent ?? '') !== '');
    const lastAt = await probe.painted(() => endsReply(findText()));
    return { firstAt, lastAt };
  },

  /** The text of the last reply, if it is another one than `messageId`, without its name and buttons. */
  replyAfter(messageId) {
    const row = [...document.querySelectorAll('[role="log"] [data-message]')].at(-1);
    if (row === undefined || row.dataset.message === messageId) return null;
    return row.querySelector('[data-role="assistant"] > [dir="auto"]');
  },
};

/** Looks at the last few texts alone: the whole of a long reply would take its own time to read. */
function endsReply(element) {
  if (element === null) return false;
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let text = texts.lastChild();
  for (let looked = 0; text !== null && looked < 8; looked += 1) {
    if (text.data.includes(REPLY_END)) return true;
    text = texts.previousNode();
  }
  return false;
}

/** When the page first showed a text box, in milliseconds since its navigation began. */
probe.textBoxPainted = probe
  .painted(() => document.querySelector('textarea:not(:disabled)') !== null)
  .then((time) => time - performance.timeOrigin);

new PerformanceObserver((list) => {
  probe.longTasks.push(...list.getEntries().map(({ duration }) => duration));
}).observe({ type: 'longtask' });
