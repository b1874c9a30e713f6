import { Text } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { Schemas } from '@/api/client';
import { formatInstant, formatNumber } from '@/i18n/formats';
import { useMessages } from '@/i18n';
import { Facts } from '@/ui/Facts';
import { Loaded } from '@/ui/Loaded';
import { PageTitle } from '@/ui/PageTitle';
import { Section } from '@/ui/Section';
import { StatusBadge } from '@/ui/StatusBadge';
import { Timeline } from '@/ui/Timeline';
import { TwoColumns } from '../TwoColumns';
import { messages } from './messages';
import { messageQuery } from './queries';
import { ResendButton } from './ResendButton';
import { useKindOf } from './useKindOf';

const colors: Record<Schemas['NotificationStatus'], string> = {
  requested: 'blue',
  deferred: 'orange',
  sent: 'green',
  failed: 'red',
};

/** One message: its text and what became of it. */
export function MessagePage() {
  const { id = '' } = useParams();
  const message = useQuery(messageQuery(id));
  return <Loaded query={message}>{(data) => <MessageDetails message={data} />}</Loaded>;
}

function MessageDetails({ message }: { message: Schemas['NotificationDetails'] }) {
  const t = useMessages(messages);
  const kindOf = useKindOf();
  const { recipient, recipientName, history, retryAt } = message;
  return (
    <>
      <PageTitle title={message.subject} about={<StatusBadge status={message.status} />}>
        <ResendButton message={message} />
      </PageTitle>
      <TwoColumns
        main={
          <Section title={t('text')}>
            <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{message.text}</Text>
          </Section>
        }
        side={
          <>
            <Section title={t('facts')}>
              <Facts
                items={[
                  [t('to'), recipientName ? `${recipientName}, ${recipient}` : recipient],
                  [t('kind'), kindOf(message.template)],
                  [t('deliveries'), formatNumber(message.deliveries)],
                  retryAt && [t('nextTry'), formatInstant(retryAt)],
                ]}
              />
            </Section>
            <Section title={t('history')}>
              <Timeline
                label={t('history')}
                items={history.map(({ at, status, what }, index) => ({
                  key: `${at} ${index}`,
                  at,
                  text: what,
                  icon: IconMail,
                  color: colors[status],
                }))}
              />
            </Section>
          </>
        }
      />
    </>
  );
}
