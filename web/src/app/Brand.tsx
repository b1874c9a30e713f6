import { Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useMessages } from '@/i18n';
import classes from './Brand.module.css';
import { messages } from './messages';

/** The name of the airline, which leads home; the short one is only its sign on phones, as every one is on the narrowest. */
export function Brand({ to = '/', isShort = false }: { to?: string; isShort?: boolean }) {
  const t = useMessages(messages);
  return (
    <Link to={to} className={classes.brand}>
      <Group gap={8} wrap="nowrap">
        <img src="/favicon.svg" width={28} height={28} alt={t('brand')} />
        <Text fw={700} fz="lg" span aria-hidden className={classes.name} visibleFrom={isShort ? 'sm' : undefined}>
          {t('brand')}
        </Text>
      </Group>
    </Link>
  );
}
