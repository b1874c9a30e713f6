import { Alert, Badge, Button, Code, Group, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useMessages } from '@/i18n';
import { formatInstant, formatNumber } from '@/i18n/formats';
import { DataTable } from '@/ui/DataTable';
import { Section } from '@/ui/Section';
import { contextOf, wordsOf } from '../graph/words';
import { messages } from './messages';
import { handlerOf, parkedGroups, type ParkedStream } from './queries';

/** The page with one stream opened. */
const placeOf = ({ module, subscription, stream }: ParkedStream) =>
  `/console/parked?${new URLSearchParams({ module, subscription, stream }).toString()}`;

/** What is parked, by who could not handle what and why. */
export function ParkedGroups({ streams }: { streams: readonly ParkedStream[] }) {
  const t = useMessages(messages);
  if (streams.length === 0) {
    return (
      <Alert color="green" icon={<IconCircleCheck aria-hidden />} title={t('none')} role="status">
        {t('noneAbout')}
      </Alert>
    );
  }
  return parkedGroups(streams).map((group) => (
    <Section
      key={group.key}
      title={t('group', { type: wordsOf(group.type), handler: handlerOf(group.subscription) })}
      actions={
        <Badge color="red" variant="light" tt="none">
          {t('streams', { count: group.streams.length })}
        </Badge>
      }
    >
      <Group gap="xs" mb={4}>
        <Text size="sm" c="dimmed">
          {contextOf(group.module)}
        </Text>
        <Code>{group.type}</Code>
      </Group>
      <Text size="sm" mb="sm" style={{ overflowWrap: 'anywhere' }}>
        {group.error}
      </Text>
      <DataTable
        label={t('of')}
        items={group.streams}
        keyOf={(s) => s.stream}
        columns={[
          {
            title: t('stream'),
            show: (s) => <span style={{ overflowWrap: 'anywhere' }}>{s.stream}</span>,
          },
          {
            title: t('events'),
            show: (s) =>
              s.count > 1
                ? `${formatNumber(1)} + ${t('behind', { count: formatNumber(s.count - 1) })}`
                : formatNumber(s.count),
          },
          { title: t('attempts'), isNumber: true, show: (s) => formatNumber(s.first.attempts) },
          {
            title: t('since'),
            show: (s) => (s.first.redriveRequested ? t('asked') : formatInstant(s.first.parkedAt)),
          },
          {
            title: '',
            show: (s) => (
              <Button
                component={Link}
                to={placeOf(s)}
                variant="default"
                size="sm"
                aria-label={`${t('look')}: ${s.stream}`}
              >
                {t('look')}
              </Button>
            ),
          },
        ]}
      />
    </Section>
  ));
}
