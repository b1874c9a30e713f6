import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { useMessages } from '@/i18n';
import classes from './FlowPicture.module.css';
import type { FlowNow } from './flows';
import { messages } from './messages';

/** What an arrow of the picture shows, and where it passes columns: the left and right end of each lane. */
export interface EdgeData extends Record<string, unknown> {
  flow: FlowNow;
  lanes: readonly { left: number; right: number; y: number }[];
  isBack: boolean;
}

interface Point {
  x: number;
  y: number;
}

/** A line through points that is level in each of them. */
function curve(points: readonly Point[]) {
  const [first, ...rest] = points as [Point, ...Point[]];
  let at = first;
  let path = `M ${at.x} ${at.y}`;
  for (const to of rest) {
    const half = (to.x - at.x) / 2;
    path += ` C ${at.x + half} ${at.y} ${to.x - half} ${to.y} ${to.x} ${to.y}`;
    at = to;
  }
  return path;
}

/** The way there and the way back have their labels above and below each other. */
const apart = 21;

/** What one module tells another: an arrow that moves while messages arrive, and how many kinds and messages there are. */
export function FlowEdge({ data, markerEnd, sourceX, sourceY, targetX, targetY }: EdgeProps) {
  const t = useMessages(messages);
  const { flow, lanes, isBack } = data as EdgeData;
  const through = lanes.flatMap(({ left, right, y }) =>
    isBack
      ? [
          { x: right, y },
          { x: left, y },
        ]
      : [
          { x: left, y },
          { x: right, y },
        ],
  );
  const path = curve([{ x: sourceX, y: sourceY }, ...through, { x: targetX, y: targetY }]);
  const [lane] = lanes;
  const label = lane
    ? { x: (lane.left + lane.right) / 2, y: lane.y }
    : { x: (sourceX + targetX) / 2, y: (sourceY + targetY) / 2 + (isBack ? apart : -apart) };
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
          style={{ transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)` }}
          title={[...flow.events, ...flow.commands].join('\n')}
        >
          {kinds.filter(Boolean).join(', ')}
          {Boolean(flow.lately) && <b>{t('late', { count: flow.lately ?? 0 })}</b>}
          {flow.lag > 0 && <span className={classes.lag}>{t('lagging', { count: flow.lag })}</span>}
        </div>
      </EdgeLabelRenderer>
    </>
  );
}
