import { h, type ComponentChildren } from 'preact';
import { useContext, useLayoutEffect, useState } from 'preact/hooks';
import { GroupsToWait } from './waiting-groups';

export type GroupTag = 'div' | 'tbody' | 'span';

interface GroupProps {
  readonly tag: GroupTag;
  readonly class: string | undefined;
  readonly isFirst: boolean;
  /** Whether a full group is after it. The last two are what is read, and drawn as they are. */
  readonly isPassed: boolean;
  readonly children: ComponentChildren;
}

/**
 * Some items in an element of their own, which style sheets let a browser skip off the screen once it
 * is passed. One that is passed when it comes is far from the end, and waits to be drawn; not the first,
 * which a paragraph that turned out to be long had drawn already.
 */
export function Group({ tag, class: className, isFirst, isPassed, children }: GroupProps) {
  const groups = useContext(GroupsToWait);
  const [element, setElement] = useState<Element | null>(null);
  const [isWaiting, setWaiting] = useState(isPassed && !isFirst && groups?.isOpen === true);

  useLayoutEffect(() => {
    if (!isWaiting || groups === null || element === null) return;
    return groups.add({ element, draw: () => setWaiting(false) });
  }, [isWaiting, groups, element]);

  const state = isPassed ? 'passed' : 'last';
  const attributes = {
    ref: isWaiting ? setElement : null,
    class: className,
    'data-chunk': isWaiting ? 'waiting' : state,
  };
  return h(tag, attributes, isWaiting ? null : children);
}
