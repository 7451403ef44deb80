import styles from './message.module.css';

/** Who answered, above the text; the message itself is labelled with it. */
export function ReplyAuthor({ name }: { readonly name: string }) {
  return (
    <div class={styles['author']} aria-hidden="true">
      {name}
    </div>
  );
}
