import { useQuery } from '@tanstack/react-query';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import { templatesQuery } from './queries';

/** The name of what staff write themselves; it has no template. */
const written = 'message';

/** When a kind of message is written, in words. */
export function useKindOf() {
  const t = useMessages(messages);
  const templates = useQuery(templatesQuery).data;
  return (name: string) => (name === written ? t('byStaff') : (templates?.find((k) => k.name === name)?.about ?? name));
}
