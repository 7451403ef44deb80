import { Component, h, type FunctionComponent } from 'preact';

/** Draws `component` anew only when one of its props is another one. */
export function memo<Props extends object>(
  component: FunctionComponent<Props>,
): new (props: Props) => Component<Props> {
  return class Memo extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      return !isShallowEqual(this.props, next);
    }
    override render() {
      return h(component, this.props);
    }
  };
}

function isShallowEqual(a: object, b: object): boolean {
  const entries = Object.entries(b);
  const before = new Map(Object.entries(a));
  return (
    before.size === entries.length &&
    entries.every(([name, value]) => before.has(name) && Object.is(before.get(name), value))
  );
}
