import { Alert, Anchor, Text } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useMessages } from '@/i18n';
import { openCasesQuery } from '../cases/queries';
import { messages } from './messages';

/** What waits for a person about an order, if anything does. */
export function CasesOfOrder({ orderId }: { orderId: string }) {
  const t = useMessages(messages);
  const cases = useQuery(openCasesQuery).data?.items.filter((c) => c.orderId === orderId) ?? [];
  return cases.map((open) => (
    <Alert key={open.id} color="orange" icon={<IconUserQuestion aria-hidden />} title={t('cases')}>
      <Text size="sm">{open.text}</Text>
      <Anchor component={Link} to={`/office/cases?close=${encodeURIComponent(open.id)}`} size="sm">
        {t('openCase')}
      </Anchor>
    </Alert>
  ));
}
