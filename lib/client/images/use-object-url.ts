import { useEffect, useState } from 'preact/hooks';

/** A `blob:` address for `blob`, as long as the component shows it; `null` before the first. */
export function useObjectUrl(blob: Blob): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const created = URL.createObjectURL(blob);
    setUrl(created);
    return () => URL.revokeObjectURL(created);
  }, [blob]);
  return url;
}
