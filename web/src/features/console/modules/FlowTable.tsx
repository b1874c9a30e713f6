import { Code, Table, Text } from '@mantine/core';
import { useMessages } from '@/i18n';
import { formatNumber } from '@/i18n/formats';
import { ModuleName } from '../ui/ModuleName';
import type { FlowNow } from './flows';
import { messages } from './messages';

/** Who tells whom what, in words. */
export function FlowTable({ flows }: { flows: readonly FlowNow[] }) {
  const t = useMessages(messages);
  return (
    <Table.ScrollContainer minWidth={620} type="native">
      <Table aria-label={t('flow')} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('from')}</Table.Th>
            <Table.Th scope="col">{t('to')}</Table.Th>
            <Table.Th scope="col">{t('kinds')}</Table.Th>
            <Table.Th scope="col" ta="right">
              {t('lately')}
            </Table.Th>
            <Table.Th scope="col" ta="right">
              {t('waiting')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {flows.map((flow) => (
            <Table.Tr key={`${flow.from}>${flow.to}`}>
              <Table.Td>
                <ModuleName name={flow.from} />
              </Table.Td>
              <Table.Td>
                <ModuleName name={flow.to} />
              </Table.Td>
              <Table.Td>
                <Kinds title={t('events')} names={flow.events} />
                <Kinds title={t('commands_')} names={flow.commands} />
              </Table.Td>
              <Table.Td ta="right">{flow.lately === undefined ? t('unknown') : formatNumber(flow.lately)}</Table.Td>
              <Table.Td ta="right">{formatNumber(flow.lag)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Kinds({ title, names }: { title: string; names: readonly string[] }) {
  return (
    names.length > 0 && (
      <div>
        <Text span size="xs" c="dimmed">
          {title}:{' '}
        </Text>
        {names.map((name) => (
          <Code key={name} mr={4} fz={12}>
            {name}
          </Code>
        ))}
      </div>
    )
  );
}
