import { Badge, Code, Group, Text } from '@mantine/core';
import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import { DataTable, type Column } from '@/ui/DataTable';
import type { ModuleStatus, Sample, Subscription } from '../queries';
import { messages } from './messages';
import classes from './ModulesPage.module.css';
import { lagText, purposeOf, standsStill } from './words';

/** Everything that follows the log of a module, and how far it is. */
export function SubscriptionTable({ module, samples }: { module: ModuleStatus; samples: readonly Sample[] }) {
  const t = useMessages(messages);
  const columns: Column<Subscription>[] = [
    { title: t('subscription'), show: ({ name }) => <Code bg="transparent">{name}</Code> },
    { title: t('does'), show: ({ name }) => purposeOf(name, t) },
    {
      title: t('inWords'),
      show: (s) => <HowFar subscription={s} stands={standsStill(samples, module.name, s.name)} />,
    },
    { title: t('position'), isNumber: true, show: (s) => `${formatNumber(s.position)} / ${formatNumber(s.head)}` },
    { title: t('parked'), show: (s) => <Parked streams={s.parkedStreams} /> },
  ];
  return (
    <div className={classes.details}>
      <DataTable
        label={t('details', { module: module.name })}
        items={module.subscriptions}
        columns={columns}
        keyOf={({ name }) => name}
      />
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

function HowFar({ subscription, stands }: { subscription: Subscription; stands: boolean }) {
  const t = useMessages(messages);
  const isFine = subscription.lag === 0 && subscription.state === 'running';
  return (
    <Text inherit c={isFine ? 'dimmed' : undefined} fw={isFine ? 400 : 650}>
      {lagText(subscription, stands, t)}
    </Text>
  );
}

/** How many streams are set aside. */
export function Parked({ streams }: { streams: number }) {
  const t = useMessages(messages);
  return streams === 0 ? (
    <Text inherit c="dimmed">
      {t('none')}
    </Text>
  ) : (
    <Badge color="red" variant="light" tt="none" miw="max-content">
      {t('parkedStreams', { count: streams })}
    </Badge>
  );
}
