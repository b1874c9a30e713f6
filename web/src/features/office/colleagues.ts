import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, take, type Schemas } from '@/api/client';
import { useMe } from '@/api/me';
import { defineMessages, useMessages } from '@/i18n';

const messages = defineMessages('officeColleagues', {
  you: 'You',
  guest: 'A guest',
  traveller: 'The traveller',
  system: 'The system',
});

const colleaguesQuery = queryOptions({
  queryKey: ['office', 'colleagues'],
  staleTime: 5 * 60_000,
  queryFn: async () => {
    const all: Schemas['Colleague'][] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await take(api.GET('/api/colleagues', { params: { query: { limit: 200, cursor } } }));
      all.push(...page.items);
      cursor = page.next ?? undefined;
    }
    return new Map(all.map((colleague) => [colleague.id, colleague.name]));
  },
});

/** Who did something, by name: what is recorded is `user:` and an id. */
export function useNameOf() {
  const t = useMessages(messages);
  const me = useMe().data;
  const names = useQuery(colleaguesQuery).data;
  return (actor: string) => {
    const [kind, id] = actor.split(':');
    if (kind !== 'user' || id === undefined) {
      return kind === 'guest' ? t('guest') : t('system');
    }
    return id === me?.id ? t('you') : (names?.get(id) ?? t('traveller'));
  };
}
