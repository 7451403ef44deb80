import { h, type ComponentChild } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '@/lib/client/i18n';
import type { MathElement, MathNode } from '@/lib/math/math-tree';
import type { MathInline } from '@/lib/markdown/ast';
import styles from './formula.module.css';
import { readNow, whenThereIsTime } from './tex';
import { VisibleText } from './visible-text';

type FormulaProps = Pick<MathInline, 'source' | 'layout' | 'state'>;

/** A formula, drawn once it is complete; until then, and where it is not valid, as its source. */
export function Formula({ source, layout, state }: FormulaProps) {
  if (state === 'open') return <Source source={source} layout={layout} />;
  return <ClosedFormula key={source} source={source} layout={layout} />;
}

type ClosedProps = Pick<MathInline, 'source' | 'layout'>;

function ClosedFormula({ source, layout }: ClosedProps) {
  const [reading, setReading] = useState(() => readNow(source, layout));

  useEffect(() => {
    if (reading !== 'later') return;
    let cancel = whenThereIsTime(attempt);
    function attempt() {
      const next = readNow(source, layout);
      if (next === 'later') cancel = whenThereIsTime(attempt);
      else setReading(next);
    }
    return () => cancel();
  }, [reading, source, layout]);

  if (reading === 'later') return <Source source={source} layout={layout} />;
  if (reading === null) {
    return <Source source={source} layout={layout} title={t('formulaNotDrawn')} />;
  }
  return (
    <span class={styles['formula']} data-layout={layout} dir="ltr">
      {draw({ ...reading, attributes: { ...reading.attributes, alttext: source } })}
    </span>
  );
}

function draw(node: MathNode): ComponentChild {
  return typeof node === 'string' ? node : drawElement(node);
}

function drawElement({ name, attributes, marks, children }: MathElement) {
  const mark = marks.length > 0 ? { 'data-mark': marks.join(' ') } : {};
  return h(name, { ...attributes, ...mark }, children.map(draw));
}

interface SourceProps extends ClosedProps {
  readonly title?: string;
}

function Source({ source, layout, title }: SourceProps) {
  return (
    <span class={styles['source']} data-layout={layout} dir="ltr" title={title}>
      <VisibleText text={source} scope="exact" />
    </span>
  );
}
