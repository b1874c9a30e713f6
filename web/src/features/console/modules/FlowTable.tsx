import { Code, Group, Text } from '@mantine/core';
import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import { DataTable, type Column } from '@/ui/DataTable';
import { ModuleName } from '../ui/ModuleName';
import type { FlowNow } from './flows';
import { messages } from './messages';
import classes from './ModulesPage.module.css';

/** Who tells whom what, in words. */
export function FlowTable({ flows }: { flows: readonly FlowNow[] }) {
  const t = useMessages(messages);
  const columns: Column<FlowNow>[] = [
    { title: t('from'), show: ({ from }) => <ModuleName name={from} /> },
    { title: t('to'), show: ({ to }) => <ModuleName name={to} /> },
    { title: t('kinds'), show: (flow) => <Kinds flow={flow} /> },
    {
      title: t('lately'),
      isNumber: true,
      show: ({ lately }) => (lately === undefined ? t('unknown') : formatNumber(lately)),
    },
    { title: t('waiting'), isNumber: true, show: ({ lag }) => formatNumber(lag) },
  ];
  return <DataTable label={t('flow')} items={flows} columns={columns} keyOf={({ from, to }) => `${from}>${to}`} />;
}

function Kinds({ flow: { events, commands } }: { flow: FlowNow }) {
  const t = useMessages(messages);
  return (
    <div className={classes.kinds}>
      {[[t('events'), events] as const, [t('commands_'), commands] as const].map(
        ([title, names]) =>
          names.length > 0 && (
            <Group key={title} gap={4}>
              <Text size="xs" c="dimmed">
                {title}
              </Text>
              {names.map((name) => (
                <Code key={name} fz={12} style={{ overflowWrap: 'anywhere' }}>
                  {name}
                </Code>
              ))}
            </Group>
          ),
      )}
    </div>
  );
}
