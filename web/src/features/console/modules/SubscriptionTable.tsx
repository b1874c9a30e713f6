import { Badge, Code, Group, Table, Text } from '@mantine/core';
import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import type { ModuleStatus, Subscription } from '../queries';
import { messages } from './messages';
import classes from './ModulesPage.module.css';
import { lagText, purposeOf } from './words';

/** Everything that follows the log of a module, and how far it is. */
export function SubscriptionTable({ module }: { module: ModuleStatus }) {
  const t = useMessages(messages);
  return (
    <div className={classes.details}>
      <Table aria-label={t('details', { module: module.name })} verticalSpacing={4} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('subscription')}</Table.Th>
            <Table.Th scope="col">{t('does')}</Table.Th>
            <Table.Th scope="col">{t('inWords')}</Table.Th>
            <Table.Th scope="col" ta="right">
              {t('position')}
            </Table.Th>
            <Table.Th scope="col">{t('parked')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {module.subscriptions.map((s) => (
            <Table.Tr key={s.name}>
              <Table.Td ff="monospace" fz={13}>
                {s.name}
              </Table.Td>
              <Table.Td c="dimmed">{purposeOf(s.name, t)}</Table.Td>
              <Table.Td>
                <HowFar subscription={s} />
              </Table.Td>
              <Table.Td ta="right">
                {formatNumber(s.position)} / {formatNumber(s.head)}
              </Table.Td>
              <Table.Td>
                {s.parkedStreams === 0 ? (
                  <Text inherit c="dimmed">
                    {t('none')}
                  </Text>
                ) : (
                  <Badge color="red" variant="light" tt="none">
                    {t('parkedStreams', { count: s.parkedStreams })}
                  </Badge>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {module.headHash && (
        <Group gap={6} mt={6}>
          <Text size="xs" c="dimmed">
            {t('headHash')}
          </Text>
          <Code fz={11} style={{ overflowWrap: 'anywhere' }}>
            {module.headHash}
          </Code>
        </Group>
      )}
    </div>
  );
}

function HowFar({ subscription }: { subscription: Subscription }) {
  const t = useMessages(messages);
  const isFine = subscription.lag === 0 && subscription.state === 'running';
  return (
    <Text inherit c={isFine ? 'dimmed' : undefined} fw={isFine ? 400 : 650}>
      {lagText(subscription, t)}
    </Text>
  );
}
