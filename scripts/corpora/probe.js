// Injected as it is into a page of the extension, before the page's own scripts.

/** Elements that a message may hold, and their attributes beside `COMMON`. */
const ALLOWED = {
  article: [],
  div: [],
  p: [],
  h3: [],
  h4: [],
  h5: [],
  h6: [],
  section: ['tabindex'],
  pre: [],
  code: [],
  span: [],
  em: [],
  i: [],
  strong: [],
  del: [],
  mark: [],
  sup: [],
  br: [],
  hr: [],
  blockquote: [],
  ul: [],
  ol: ['start'],
  li: ['tabindex'],
  table: [],
  thead: [],
  tbody: [],
  tr: [],
  th: [],
  td: [],
  details: ['open'],
  summary: [],
  output: [],
  time: ['datetime'],
  a: ['href', 'target', 'rel', 'referrerpolicy'],
  img: ['src', 'alt'],
  button: ['type', 'disabled'],
  input: ['type', 'checked', 'disabled'],
};
/** MathML without its links, actions, styles and foreign content. */
const FORMULA = new Set(
  'math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none'.split(
    ' ',
  ),
);
const FORMULA_ATTRIBUTE =
  /^(?:alttext|depth|display|displaystyle|fence|form|height|largeop|linethickness|lspace|mathbackground|mathcolor|mathsize|mathvariant|maxsize|minsize|movablelimits|notation|rspace|scriptlevel|separator|stretchy|symmetric|voffset|width|data-mark)$/;
const COMMON = /^(?:class|dir|title|role|hidden|data-[a-z]+|aria-[a-z]+)$/;
const DRAWING = new Set(['svg', 'g', 'path', 'rect', 'circle', 'line', 'polyline']);
const DRAWING_ATTRIBUTE =
  /^(?:class|d|x|y|x1|y1|x2|y2|r|rx|ry|cx|cy|width|height|points|transform|viewBox|fill|stroke(?:-(?:width|linecap|linejoin))?|aria-hidden|focusable|data-[a-z]+)$/;
/** Elements outside of messages that none of our pages has. */
const FOREIGN = new Set(
  'iframe frame object embed applet base meta link script style video audio source track portal math'.split(
    ' ',
  ),
);

const OVERRIDES =
  /[\u202A-\u202E\u2066-\u2069]|(?<!\u{1F3F4}[\u{E0061}-\u{E007A}]{0,6})[\u{E0000}-\u{E007F}]/u;
const MAX_QUOTE_LENGTH = 80;
const MAX_ROUNDS = 200;

const state = {
  /** What ran, asked or broke although nothing of a payload may. */
  effects: [],
  longestTaskMs: 0,
  /** When the probe itself was at work: that is no task of the page. */
  looks: [],
  changes: 0,
};

for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) {
  globalThis[name] = (...values) =>
    void state.effects.push(`${name}(${values.join(', ')}) was called`);
}
addEventListener('error', (event) => state.effects.push(`an error: ${event.message}`));
addEventListener('unhandledrejection', (event) =>
  state.effects.push(`a rejection: ${event.reason}`),
);
addEventListener('securitypolicyviolation', (event) =>
  state.effects.push(`the policy stopped ${event.effectiveDirective} ${event.blockedURI}`),
);
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) {
    const isOurs = state.looks.some((at) => at >= startTime && at <= startTime + duration);
    if (!isOurs) state.longestTaskMs = Math.max(state.longestTaskMs, duration);
  }
}).observe({ type: 'longtask' });
new MutationObserver((records) => {
  state.changes += records.length;
}).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });

globalThis.hostileProbe = {
  /** Resolves in the second frame from now: what was received before is drawn then. */
  drawn() {
    return new Promise((resolve) => {
      requestAnimationFrame(() => requestAnimationFrame(resolve));
    });
  },

  /** Resolves when nothing changes any more: formulas and colours come when there is time. */
  async settled() {
    for (let rounds = 0; rounds < MAX_ROUNDS; rounds += 1) {
      const before = state.changes;
      await hostileProbe.drawn();
      await new Promise((resolve) => requestIdleCallback(resolve));
      if (state.changes === before) return;
    }
  },

  /** The HTML of the first part of each reply, without the colours of code, which come in time. */
  replyTexts() {
    state.looks.push(performance.now());
    const replies = document.querySelectorAll('article[data-role="assistant"]');
    return [...replies].map((reply) => {
      const part = reply.querySelector(':scope > [dir="auto"]')?.cloneNode(true);
      for (const code of part?.querySelectorAll('pre code') ?? []) code.textContent += '';
      return part?.innerHTML ?? '';
    });
  },

  /** Unfolds what is drawn only then. */
  unfold() {
    for (const details of document.querySelectorAll('article details')) details.open = true;
  },

  takeLongestTaskMs() {
    const { longestTaskMs } = state;
    state.longestTaskMs = 0;
    return longestTaskMs;
  },

  /** Everything that is wrong with the page, in words; empty again after it was told. */
  takeFaults() {
    state.looks.push(performance.now());
    const faults = [...state.effects.splice(0), ...pageFaults()];
    for (const element of document.querySelectorAll('body *')) {
      faults.push(...(element.closest('article') ? messageFaults(element) : chromeFaults(element)));
    }
    return [...new Set(faults)];
  },
};

function pageFaults() {
  const faults = [];
  for (const element of document.head.children) {
    const name = element.localName;
    const isOurs = [element.src, element.href].every(
      (url) => !url || url.startsWith(`${location.origin}/`),
    );
    const isRefresh = name === 'meta' && /refresh/i.test(element.httpEquiv);
    if (!['meta', 'title', 'script', 'link'].includes(name) || !isOurs || isRefresh) {
      faults.push(`the head got ${element.outerHTML.slice(0, MAX_QUOTE_LENGTH)}`);
    }
  }
  const box = document.querySelector('textarea');
  if (box !== null) {
    const { left, top, width, height } = box.getBoundingClientRect();
    const seen = document.elementFromPoint(left + width / 2, top + height / 2);
    if (
      seen !== null &&
      !seen.contains(box) &&
      seen !== box &&
      !document.querySelector('dialog[open], [role="menu"]')
    ) {
      faults.push(`${describe(seen)} covers the box`);
    }
  }
  return faults;
}

/** Of an element of a message: only what is listed may be there. */
function messageFaults(element) {
  const faults = [];
  const name = element.localName;
  if (!isAllowedElement(element)) faults.push(`<${name}> in a message`);
  for (const attribute of element.getAttributeNames()) {
    if (!isAllowedAttribute(element, attribute)) {
      faults.push(`<${name} ${attribute}> in a message`);
    }
  }
  const { position } = getComputedStyle(element);
  if (position === 'fixed' || position === 'sticky')
    faults.push(`${describe(element)} is ${position}`);
  for (const { data, nodeType } of element.childNodes) {
    const isDrawnText =
      nodeType === Node.TEXT_NODE && element.closest('article > [dir="auto"]') !== null;
    const isReply = element.closest('article')?.dataset.role === 'assistant';
    if (isDrawnText && isReply && OVERRIDES.test(data)) {
      faults.push(`hidden characters in ${describe(element)}`);
    }
  }
  return [...faults, ...addressFaults(element)];
}

function isAllowedElement(element) {
  if (element instanceof SVGElement) return DRAWING.has(element.localName);
  if (element instanceof MathMLElement) return FORMULA.has(element.localName);
  return Object.hasOwn(ALLOWED, element.localName);
}

function isAllowedAttribute(element, attribute) {
  if (element instanceof SVGElement) return DRAWING_ATTRIBUTE.test(attribute);
  if (element instanceof MathMLElement) return FORMULA_ATTRIBUTE.test(attribute);
  return COMMON.test(attribute) || (ALLOWED[element.localName]?.includes(attribute) ?? false);
}

/** Of any other element of the page. */
function chromeFaults(element) {
  const faults = [];
  const name = element.localName;
  if (FOREIGN.has(name) && !(name === 'script' && element.src.startsWith(`${location.origin}/`))) {
    faults.push(`<${name}> in the page`);
  }
  for (const attribute of element.getAttributeNames()) {
    if (/^(?:on|srcdoc$|srcset$|formaction$|action$|ping$)/.test(attribute))
      faults.push(`<${name} ${attribute}>`);
  }
  return [...faults, ...addressFaults(element)];
}

function addressFaults(element) {
  const faults = [];
  if (element.hasAttribute('href')) {
    const { protocol, username, password } = element;
    if (!/^(?:https?|mailto):$/.test(protocol) || username || password)
      faults.push(`${describe(element)} leads away`);
    if (element.rel !== 'noopener noreferrer' || element.referrerPolicy !== 'no-referrer') {
      faults.push(`${describe(element)} tells who opened it`);
    }
    if (element.target !== '_blank') faults.push(`${describe(element)} replaces the page`);
  }
  if (
    element.hasAttribute('src') &&
    element.localName !== 'script' &&
    !element.src.startsWith('blob:')
  ) {
    faults.push(`${describe(element)} loads by itself`);
  }
  return faults;
}

function describe(element) {
  return element.cloneNode(false).outerHTML.slice(0, MAX_QUOTE_LENGTH);
}
