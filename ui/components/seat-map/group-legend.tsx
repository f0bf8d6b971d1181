/** Which colour and letters stand for which group. */
import { legendName, type GroupMark } from './groups.ts';

export function GroupLegend({ groups }: { readonly groups: ReadonlyMap<string, GroupMark> }) {
  if (groups.size === 0) return null;
  return (
    <ul className="legend">
      {[...groups.values()].map((group) => (
        <li key={group.name}>
          <svg width="4" height="15">
            <rect className={`group-bar group-${group.colour}`} width="4" height="15" rx="2" />
          </svg>
          <b>{group.short}</b> {group.short === group.name ? '' : legendName(group.name)}
        </li>
      ))}
    </ul>
  );
}
