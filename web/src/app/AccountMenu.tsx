import { Button, Menu, Text } from '@mantine/core';
import { IconChevronDown, IconUser } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { hasRole, useMe, useSession } from '@/api/me';
import { useMessages } from '@/i18n';
import { messages } from './messages';
import { SignInButton } from './SignInButton';

/** Who is signed in, and where that leads; signing in for guests. */
export function AccountMenu() {
  const t = useMessages(messages);
  const me = useMe().data;
  const { signOut } = useSession();
  const navigate = useNavigate();
  const leaving = useMutation({ mutationFn: signOut, networkMode: 'always', onSuccess: () => navigate('/') });
  if (!me) {
    return <SignInButton />;
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="light"
          miw={0}
          maw="12rem"
          leftSection={<IconUser size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={t('accountOf', { name: me.name })}
        >
          <Text span inherit truncate lh={1.5}>
            {me.name.split(' ')[0]}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.email}</Menu.Label>
        <Menu.Item component={Link} to="/account">
          {t('account')}
        </Menu.Item>
        <Menu.Item component={Link} to="/trips">
          {t('trips')}
        </Menu.Item>
        <Menu.Item component={Link} to="/">
          {t('website')}
        </Menu.Item>
        {hasRole(me, 'agent', 'operations') && (
          <Menu.Item component={Link} to="/office">
            {t('office')}
          </Menu.Item>
        )}
        {hasRole(me, 'operations') && (
          <Menu.Item component={Link} to="/console">
            {t('console')}
          </Menu.Item>
        )}
        <Menu.Item closeMenuOnClick={false} disabled={leaving.isPending} onClick={() => leaving.mutate()}>
          {t('signOut')}
        </Menu.Item>
        {leaving.isError && (
          <Text role="alert" size="xs" c="red" px="sm" pb="xs" maw="16rem">
            {t('notSignedOut')}
          </Text>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
