import { BaseEdge, EdgeLabelRenderer, getBezierPath, type EdgeProps } from '@xyflow/react';
import { useMessages } from '@/i18n';
import classes from './FlowPicture.module.css';
import type { FlowNow } from './flows';
import { messages } from './messages';

/** What one module tells another: an arrow that moves while messages arrive, and how many kinds and messages there are. */
export function FlowEdge({ data, markerEnd, ...place }: EdgeProps) {
  const t = useMessages(messages);
  const { flow } = data as unknown as { flow: FlowNow };
  const [path, x, y] = getBezierPath({ ...place, curvature: 0.3 });
  const kinds = [
    flow.events.length > 0 && t('eventKinds', { count: flow.events.length }),
    flow.commands.length > 0 && t('commandKinds', { count: flow.commands.length }),
  ];
  return (
    <>
      <BaseEdge path={path} markerEnd={markerEnd} className={`${classes.edge} ${flow.lately ? classes.busy : ''}`} />
      <EdgeLabelRenderer>
        <div
          className={`${classes.label} nopan`}
          style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          title={[...flow.events, ...flow.commands].join('\n')}
        >
          {kinds.filter(Boolean).join(', ')}
          {Boolean(flow.lately) && <b> · {t('late', { count: flow.lately ?? 0 })}</b>}
          {flow.lag > 0 && <span className={classes.lag}> · {t('lagging', { count: flow.lag })}</span>}
        </div>
      </EdgeLabelRenderer>
    </>
  );
}
