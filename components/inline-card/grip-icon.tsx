import { icon } from '@/components/controls/icons';

export const GripIcon = icon(
  <path d="M5 9h.01M12 9h.01M19 9h.01M5 15h.01M12 15h.01M19 15h.01" stroke-width="3" />,
);
