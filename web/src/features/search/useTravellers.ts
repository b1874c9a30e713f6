import { useMessages } from '@/i18n';
import { messages } from './messages';
import type { Search } from './search';

/** Says who travels: `2 adults, 1 child`. */
export function useTravellers() {
  const t = useMessages(messages);
  return ({ adults, children, infants }: Pick<Search, 'adults' | 'children' | 'infants'>) =>
    [
      t('adult', { count: adults }),
      children > 0 && t('child', { count: children }),
      infants > 0 && t('infant', { count: infants }),
    ]
      .filter(Boolean)
      .join(', ');
}
