import { SearchIcon } from './icons';
import styles from './search-field.module.css';

interface SearchFieldProps {
  readonly label: string;
  readonly query: string;
  readonly onSearch: (query: string) => void;
}

/** What a panel that opens over the thread is searched with. */
export function SearchField({ label, query, onSearch }: SearchFieldProps) {
  return (
    <div class={styles['field']}>
      <SearchIcon />
      <input
        type="search"
        dir="auto"
        aria-label={label}
        placeholder={label}
        value={query}
        onInput={(event) => onSearch(event.currentTarget.value)}
      />
    </div>
  );
}
