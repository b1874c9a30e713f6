import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Schemas } from '@/api/client';
import { useMe, type Role } from '@/api/me';
import { formatInstant } from '@/i18n/formats';
import { useMessages, type Translate } from '@/i18n';
import { Filters, TextFilter } from '@/ui/Filters';
import { PagedTable, type Column } from '@/ui/PagedTable';
import { PageTitle } from '@/ui/PageTitle';
import { useFilters } from '@/ui/useFilters';
import { AccountState } from './AccountState';
import { messages } from './messages';
import { usersQuery } from './queries';
import { UserDialog } from './UserDialog';

type User = Schemas['ListedUser'];

/** Who has an account and what they may do. */
export function UsersPage() {
  const t = useMessages(messages);
  const me = useMe().data;
  const [{ q, user }, set] = useFilters('q', 'user');
  const users = useInfiniteQuery(usersQuery({ q }));
  const chosen = users.data?.find((u) => u.id === user);
  return (
    <>
      <PageTitle title={t('title')} about={t('about')} />
      <Filters label={t('filters')}>
        <TextFilter label={t('search')} value={q} onChange={(text) => set({ q: text })} />
      </Filters>
      <PagedTable
        label={t('list')}
        query={users}
        columns={columnsOf(t, me?.id, (id) => set({ user: id }))}
        keyOf={(u) => u.id}
        empty={t('empty')}
      />
      {chosen && (
        <UserDialog key={chosen.id} user={chosen} isOneself={chosen.id === me?.id} onClose={() => set({ user: '' })} />
      )}
    </>
  );
}

function columnsOf(
  t: Translate<typeof messages.english>,
  myId: string | undefined,
  onChange: (id: string) => void,
): Column<User>[] {
  return [
    {
      title: t('name'),
      show: (u) => (
        <Stack gap={0}>
          <Text fw={600} size="sm">
            {u.name} {u.id === myId && `(${t('you')})`}
          </Text>
          <Text size="sm" c="dimmed">
            {u.email}
          </Text>
        </Stack>
      ),
    },
    {
      title: t('roles'),
      show: (u) => (
        <Group gap={4}>
          {u.roles.map((role) => (
            <Badge key={role} variant="light" tt="none" color={role === 'admin' ? 'orange' : 'sky'}>
              {t(role as Role)}
            </Badge>
          ))}
        </Group>
      ),
    },
    { title: t('state'), show: (u) => <AccountState user={u} /> },
    { title: t('lastSignIn'), show: (u) => (u.lastSignInAt ? formatInstant(u.lastSignInAt) : t('never')) },
    { title: t('since'), show: (u) => formatInstant(u.registeredAt) },
    {
      title: t('action'),
      show: (u) => (
        <Button variant="light" aria-label={t('changeOf', { name: u.name })} onClick={() => onChange(u.id)}>
          {t('change')}
        </Button>
      ),
    },
  ];
}
