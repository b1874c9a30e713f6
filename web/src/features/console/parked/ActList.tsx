import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMessages } from '@/i18n';
import { formatInstant } from '@/i18n/formats';
import { DataTable } from '@/ui/DataTable';
import { Loaded } from '@/ui/Loaded';
import { Section } from '@/ui/Section';
import { contextOf } from '../graph/words';
import { messages } from './messages';
import { actsQuery, handlerOf } from './queries';

/** Every act of an operator, with its reason: recorded for good. */
export function ActList() {
  const t = useMessages(messages);
  const query = useQuery(actsQuery);
  return (
    <Section title={t('acts')}>
      <Loaded query={query}>
        {(acts) =>
          acts.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('noActs')}
            </Text>
          ) : (
            <DataTable
              label={t('acts')}
              items={acts}
              keyOf={(act) => `${act.at}${act.module}${act.subscription}${act.stream}`}
              columns={[
                { title: t('at'), show: (act) => formatInstant(act.at) },
                { title: t('what'), show: (act) => t(act.kind === 'redrive' ? 'redriveWord' : 'discardWord') },
                {
                  title: t('stream'),
                  show: (act) => (
                    <span style={{ overflowWrap: 'anywhere' }}>
                      {contextOf(act.module)}, {handlerOf(act.subscription)}: {act.stream}
                    </span>
                  ),
                },
                { title: t('why'), show: (act) => <span style={{ overflowWrap: 'anywhere' }}>{act.reason}</span> },
                { title: t('who'), show: (act) => <span style={{ overflowWrap: 'anywhere' }}>{act.actor}</span> },
              ]}
            />
          )
        }
      </Loaded>
    </Section>
  );
}
