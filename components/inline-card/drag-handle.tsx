import { useRef } from 'preact/hooks';
import { t } from '@/lib/client/i18n';
import { GripIcon } from './grip-icon';
import styles from './drag-handle.module.css';

/** In CSS pixels, for one press of an arrow key. */
const STEP = 16;
const STEPS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

interface DragHandleProps {
  /** By how much, in CSS pixels. */
  readonly onMove: (x: number, y: number) => void;
}

/** What the card is moved by: with the pointer, or with the arrow keys. */
export function DragHandle({ onMove }: DragHandleProps) {
  const lastRef = useRef<PointerEvent | null>(null);

  function onKeyDown(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onMove(...step);
  }

  // On the screen: inside the frame, which moves along, the pointer stays where it is.
  function move(event: PointerEvent): void {
    const { current: before } = lastRef;
    if (before === null) return;
    lastRef.current = event;
    onMove(event.screenX - before.screenX, event.screenY - before.screenY);
  }

  function end(event: PointerEvent): void {
    move(event);
    lastRef.current = null;
  }

  return (
    <button
      type="button"
      class={styles['handle']}
      aria-label={t('moveCard')}
      title={t('moveCard')}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        lastRef.current = event;
      }}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <GripIcon />
      <span>{t('extensionName')}</span>
    </button>
  );
}
