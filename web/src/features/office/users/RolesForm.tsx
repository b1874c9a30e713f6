import { Alert, Button, Checkbox, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api, take, type Schemas } from '@/api/client';
import { once } from '@/api/intents';
import { useSession, type Role } from '@/api/me';
import { useMessages } from '@/i18n';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { messages } from './messages';

const roles: readonly Role[] = ['traveller', 'agent', 'operations', 'admin'];

interface Props {
  user: Schemas['ListedUser'];
  isOneself: boolean;
  onDone: () => void;
}

/** Gives somebody exactly the roles that are chosen. Admins cannot take their own admin role away. */
export function RolesForm({ user, isOneself, onDone }: Props) {
  const t = useMessages(messages);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { forget } = useSession();
  const [chosen, setChosen] = useState<readonly string[]>(user.roles);
  const names = (list: readonly string[]) => list.map((role) => t(role as Role)).join(', ');
  const saving = useMutation({
    mutationFn: (body: Schemas['ChangeRolesBody']) =>
      once(`roles:${user.id}:${body.roles.join()}`, (key) =>
        take(
          api.PUT('/api/users/{id}/roles', {
            params: { path: { id: user.id }, header: { 'Idempotency-Key': key } },
            body,
          }),
        ),
      ),
    onSuccess: async (profile) => {
      if (isOneself) {
        notifications.show({ message: t('savedYours'), autoClose: false });
        forget();
        await navigate('/sign-in', { state: { from: '/office/users' } });
        return;
      }
      await queries.invalidateQueries({ queryKey: ['office'] });
      onDone();
      notifications.show({ message: t('saved', { name: profile.name, roles: names(profile.roles) }) });
    },
  });
  const isSame = roles.every((role) => chosen.includes(role) === user.roles.includes(role));
  return (
    <Stack>
      <Text size="sm">{isOneself ? t('rolesYours') : t('rolesAbout')}</Text>
      <Checkbox.Group
        label={t('roles')}
        value={[...chosen]}
        onChange={setChosen}
        error={chosen.length === 0 && t('rolesNone')}
      >
        <Stack gap="sm" mt="xs">
          {roles.map((role) => (
            <Checkbox
              key={role}
              value={role}
              label={t(role)}
              description={t(`${role}May`)}
              disabled={isOneself && role === 'admin'}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      {saving.isError && <ProblemNotice error={saving.error} />}
      {isOneself && !isSame && <Alert color="orange">{t('rolesYours')}</Alert>}
      <Button
        onClick={() => saving.mutate({ roles: roles.filter((role) => chosen.includes(role)) })}
        loading={saving.isPending}
        disabled={chosen.length === 0 || isSame}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('save')}
      </Button>
    </Stack>
  );
}
