import { Handle, Position, type NodeProps } from '@xyflow/react';
import { useMessages } from '@/i18n';
import type { ModuleStatus } from '../queries';
import { ModuleName } from '../ui/ModuleName';
import classes from './FlowPicture.module.css';
import { HealthIcon } from './Health';
import { messages } from './messages';
import { rateText, sumOf } from './words';

interface Data {
  module: ModuleStatus;
  rate: number | undefined;
  isOpen: boolean;
  onSelect: (module: string) => void;
}

/** A module in the picture; opens its details. */
export function ModuleNode({ data }: NodeProps) {
  const t = useMessages(messages);
  const { module, rate, isOpen, onSelect } = data as unknown as Data;
  const { lag, parked } = sumOf(module.subscriptions);
  const handle = { className: classes.handle, isConnectable: false };
  return (
    <>
      <Handle {...handle} id="in" type="target" position={Position.Left} style={{ top: '35%' }} />
      <Handle {...handle} id="back-out" type="source" position={Position.Left} style={{ top: '72%' }} />
      <button
        type="button"
        className={`${classes.node} nopan`}
        aria-expanded={isOpen}
        onClick={() => onSelect(isOpen ? '' : module.name)}
      >
        <span className={classes.title}>
          <ModuleName name={module.name} />
          <HealthIcon isReady={module.isReady} />
        </span>
        <span className={classes.numbers}>
          <span>{module.head === null ? t('unknown') : t('eventKinds', { count: module.head })}</span>
          <span>{t('perSecond', { rate: rateText(rate) })}</span>
        </span>
        {(lag > 0 || parked > 0) && (
          <span className={classes.lag}>
            {[
              lag > 0 && t('behind', { count: lag }),
              parked > 0 && `${t('parked')}: ${t('parkedStreams', { count: parked })}`,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        )}
      </button>
      <Handle {...handle} id="out" type="source" position={Position.Right} style={{ top: '35%' }} />
      <Handle {...handle} id="back-in" type="target" position={Position.Right} style={{ top: '72%' }} />
    </>
  );
}
