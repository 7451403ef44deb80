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

  /**
   * When the first and the last character of the text in `findText()` were painted. Looking at each
   * frame makes a page paint them all: `changes` looks only when there are some, and may be a frame late.
   */
  async textPainted(findText, lookAt) {
    let text = null; // found once: looking through a long page takes its time, too
    const firstAt = await probe.painted(() => {
      text = findText();
      return (text?.textContent ?? '') !== '';
    });
    if (lookAt === 'changes') await changed(text, () => endsReply(text));
    const lastAt = await probe.painted(() => endsReply(text));
    return { firstAt, lastAt };
  },

  /** Resolves when the page has nothing to do, some time from now. */
  async idleAfter(settleMs) {
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    await new Promise((resolve) => requestIdleCallback(resolve));
  },

  /** The text of the last reply, if it is another one than `messageId`, without its name and buttons. */
  replyAfter(messageId) {
    const row = [...document.querySelectorAll('[role="log"] [data-message]')].at(-1);
    if (row === undefined || row.dataset.message === messageId) return null;
    return row.querySelector('[data-role="assistant"] > [dir="auto"]');
  },
};

/** Resolves with a change in `element` after which `isThere()`. */
function changed(element, isThere) {
  return new Promise((resolve) => {
    const observer = new MutationObserver(look);
    observer.observe(element, { childList: true, characterData: true, subtree: true });
    look();
    function look() {
      if (!isThere()) return;
      observer.disconnect();
      resolve();
    }
  });
}

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

/**
 * When the page first showed a text box, in milliseconds since its navigation began. Only where the
 * address asks for it: a page without a text box would look for one in every frame for ever.
 */
if (location.hash === '#text-box') {
  probe.textBoxPainted = probe
    .painted(() => document.querySelector('textarea:not(:disabled)') !== null)
    .then((time) => time - performance.timeOrigin);
}

new PerformanceObserver((list) => {
  probe.longTasks.push(...list.getEntries().map(({ duration }) => duration));
}).observe({ type: 'longtask' });
