import { h, type ComponentChildren } from 'preact';
import { useContext, useLayoutEffect, useState } from 'preact/hooks';
import { GroupsToWait } from './waiting-groups';

export type GroupTag = 'div' | 'tbody' | 'span';

interface GroupProps {
  readonly tag: GroupTag;
  readonly class: string | undefined;
  /** What may still grow is `last`. A `passed` group has another full one after it. */
  readonly place: 'passed' | 'full' | 'last';
  readonly children: ComponentChildren;
}

/**
 * Some items in an element of their own, which style sheets let a browser skip off the screen. One
 * that comes when others have come after it is far from the end, and waits to be drawn.
 */
export function Group({ tag, class: className, place, children }: GroupProps) {
  const groups = useContext(GroupsToWait);
  const [element, setElement] = useState<Element | null>(null);
  const [isWaiting, setWaiting] = useState(groups?.isOpen === true && place === 'passed');

  useLayoutEffect(() => {
    if (!isWaiting || groups === null || element === null) return;
    return groups.add({ element, draw: () => setWaiting(false) });
  }, [isWaiting, groups, element]);

  const state = place === 'last' ? 'last' : 'full';
  const attributes = {
    ref: isWaiting ? setElement : null,
    class: className,
    'data-chunk': isWaiting ? 'waiting' : state,
  };
  return h(tag, attributes, isWaiting ? null : children);
}
