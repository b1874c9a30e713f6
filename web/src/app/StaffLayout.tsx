import '@mantine/notifications/styles.css';
import { AppShell, Burger, Group, NavLink, ScrollArea, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import type { ComponentType, ReactNode } from 'react';
import { Link, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { hasRole, useMe, type Role } from '@/api/me';
import { useMessages } from '@/i18n';
import { PageTitle } from '@/ui/PageTitle';
import { AccountMenu } from './AccountMenu';
import { Brand } from './Brand';
import { ColorSchemeButton } from './ColorSchemeButton';
import { messages } from './messages';
import { SignInFirst } from './SignInFirst';
import { SkipLink } from './SkipLink';
import { useArrival } from './useArrival';

/** An entry of the navigation of the back office or the console. */
export interface StaffPage {
  to: string;
  text: string;
  icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>;
  /** Who may see it; admins see everything. */
  roles: readonly Role[];
}

interface Props {
  /** What this part is called, beside the brand. */
  name: string;
  /** Its start page. */
  home: string;
  pages: readonly StaffPage[];
  /** What stands in the header of those who may see any of the pages. */
  header?: ReactNode;
}

/** What surrounds the pages for staff: navigation by role at the side, on phones behind a button. */
export function StaffLayout({ name, home, pages, header }: Props) {
  const t = useMessages(messages);
  const [isOpen, menu] = useDisclosure(false);
  const { pathname } = useLocation();
  useArrival();
  const me = useMe();
  const visible = pages.filter((page) => hasRole(me.data, ...page.roles));
  const isCurrent = (to: string) => (to === home ? pathname === home : pathname.startsWith(to));
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'sm', sm: 'lg' }}
    >
      <SkipLink />
      <Notifications position="top-right" />
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between" wrap="nowrap" gap="xs">
          <Group gap="xs" wrap="nowrap">
            <Burger
              hiddenFrom="sm"
              size="sm"
              opened={isOpen}
              onClick={menu.toggle}
              aria-label={t('menu')}
              aria-expanded={isOpen}
            />
            <Brand to={home} isShort={header !== undefined} />
            <Text c="dimmed" visibleFrom="sm">
              {name}
            </Text>
          </Group>
          {visible.length > 0 && header}
          <Group gap={4} wrap="nowrap" miw={0}>
            <ColorSchemeButton />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={name}>
        <ScrollArea>
          {visible.map(({ to, text, icon: Icon }) => (
            <NavLink
              key={to}
              component={Link}
              to={to}
              label={text}
              active={isCurrent(to)}
              aria-current={isCurrent(to) ? 'page' : undefined}
              leftSection={<Icon size={18} aria-hidden />}
              onClick={menu.close}
            />
          ))}
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        {me.data === null && <SignInFirst />}
        {me.data && visible.length === 0 && (
          <PageTitle title={t('staffOnly')} about={t('staffOnlyAbout', { name: me.data.name })} />
        )}
        {visible.length > 0 && <Outlet />}
      </AppShell.Main>
      <ScrollRestoration />
    </AppShell>
  );
}
