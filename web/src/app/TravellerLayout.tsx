import { Anchor, AppShell, Burger, Container, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { NavLink, Outlet, ScrollRestoration, useMatches } from 'react-router';
import { useMessages } from '@/i18n';
import { Account } from './Account';
import { Brand } from './Brand';
import { ColorSchemeButton } from './ColorSchemeButton';
import { messages } from './messages';
import type { PageHandle } from './routes';
import { SkipLink } from './SkipLink';
import { useArrival } from './useArrival';
import classes from './TravellerLayout.module.css';

/** What surrounds every page for travellers. */
export function TravellerLayout() {
  useArrival();
  const t = useMessages(messages);
  const [isOpen, menu] = useDisclosure(false);
  const isWide = useMatches().some(({ handle }) => (handle as PageHandle | undefined)?.isWide);
  const links = [
    { to: '/', text: t('book') },
    { to: '/trips', text: t('trips') },
    { to: '/find', text: t('find') },
  ];
  const navigation = links.map(({ to, text }) => (
    <NavLink key={to} to={to} end className={classes.link} onClick={menu.close}>
      {text}
    </NavLink>
  ));
  return (
    <AppShell
      header={{ height: 60 }}
      navbar={{ width: 260, breakpoint: 'sm', collapsed: { desktop: true, mobile: !isOpen } }}
    >
      <SkipLink />
      <AppShell.Header>
        <Container size="lg" h="100%">
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
              <Brand />
            </Group>
            <Group component="nav" gap={4} visibleFrom="sm" aria-label={t('navigation')}>
              {navigation}
            </Group>
            <Group gap={4} wrap="nowrap" miw={0}>
              <ColorSchemeButton />
              <Account />
            </Group>
          </Group>
        </Container>
      </AppShell.Header>
      <AppShell.Navbar p="sm" hiddenFrom="sm" aria-label={t('navigation')} inert={!isOpen}>
        <Stack gap={4}>{navigation}</Stack>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={classes.main}>
        {isWide ? (
          <div className={classes.content}>
            <Outlet />
          </div>
        ) : (
          <Container size="lg" py="lg" className={classes.content}>
            <Outlet />
          </Container>
        )}
        <Container component="footer" size="lg" pb="lg">
          <Text size="xs" c="dimmed">
            {t('footer')}{' '}
            <Anchor href="/docs" size="xs" underline="always">
              {t('reference')}
            </Anchor>
          </Text>
        </Container>
      </AppShell.Main>
      <ScrollRestoration />
    </AppShell>
  );
}
