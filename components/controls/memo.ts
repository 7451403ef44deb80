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
  const names = Object.keys(b);
  return (
    names.length === Object.keys(a).length &&
    names.every((name) => name in a && Object.is(Reflect.get(a, name), Reflect.get(b, name)))
  );
}
