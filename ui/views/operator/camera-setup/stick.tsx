/**
 * Stick and zoom rocker on the screen, for finger, pen and mouse: they spring back when let go. Without names,
 * since a screen reader cannot push them: the keys beside them and the arrow keys do the same.
 */
import { useRef, useState, type PointerEvent } from 'react';
import { rockerDeflection, stickDeflection, type Deflection } from './deflection.ts';
import { useLetGo } from './use-let-go.ts';

interface PushedProps {
  readonly disabled: boolean;
  readonly onPush: (deflection: Deflection) => void;
}

interface Place {
  /** From the middle, px: to the right and down. */
  readonly dx: number;
  readonly dy: number;
  readonly width: number;
  readonly height: number;
}

/** What makes an element a thing to push; `place` is null while nobody does. */
function usePush(disabled: boolean, onMove: (place: Place | null) => void) {
  const pointer = useRef<number | null>(null);
  const [place, setPlace] = useState<Place | null>(null);
  function move(next: Place | null): void {
    setPlace(next);
    onMove(next);
  }
  function letGo(): void {
    if (pointer.current === null) return;
    pointer.current = null;
    move(null);
  }
  useLetGo(letGo);
  function placeOf(event: PointerEvent<HTMLElement>): Place {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    return { dx: event.clientX - left - width / 2, dy: event.clientY - top - height / 2, width, height };
  }
  const handlers = {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (disabled || pointer.current !== null || event.button !== 0) return;
      pointer.current = event.pointerId;
      event.currentTarget.setPointerCapture(event.pointerId);
      move(placeOf(event));
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (event.pointerId === pointer.current) move(placeOf(event));
    },
    onPointerUp: (event: PointerEvent) => event.pointerId === pointer.current && letGo(),
    onPointerCancel: (event: PointerEvent) => event.pointerId === pointer.current && letGo(),
    onLostPointerCapture: (event: PointerEvent) => event.pointerId === pointer.current && letGo(),
    // A long touch must not open a menu over the picture.
    onContextMenu: (event: { preventDefault(): void }) => event.preventDefault(),
  };
  return { place, handlers };
}

/** Pan and tilt. */
export function Stick({ disabled, onPush }: PushedProps) {
  const { place, handlers } = usePush(disabled, (at) =>
    onPush(
      at === null
        ? { pan: 0, tilt: 0, zoom: 0 }
        : { ...stickDeflection(at.dx, at.dy, at.width / 2), zoom: 0 },
    ),
  );
  const far = place === null ? 0 : Math.hypot(place.dx, place.dy);
  const shrink = place === null ? 1 : Math.min(1, (place.width * 0.36) / Math.max(far, 1));
  return (
    <div
      className={`stick${disabled ? ' is-off' : ''}${place === null ? '' : ' is-pushed'}`}
      aria-hidden="true"
      {...handlers}
    >
      <i
        style={
          place === null ? {} : { transform: `translate(${place.dx * shrink}px, ${place.dy * shrink}px)` }
        }
      />
    </div>
  );
}

/** Zoom: up is closer. */
export function Rocker({ disabled, onPush }: PushedProps) {
  const { place, handlers } = usePush(disabled, (at) =>
    onPush({ pan: 0, tilt: 0, zoom: at === null ? 0 : rockerDeflection(at.dy, at.height) }),
  );
  const reach = place === null ? 0 : place.height * 0.32;
  const dy = place === null ? 0 : Math.min(reach, Math.max(-reach, place.dy));
  return (
    <div
      className={`rocker${disabled ? ' is-off' : ''}${place === null ? '' : ' is-pushed'}`}
      aria-hidden="true"
      {...handlers}
    >
      <b>+</b>
      <i style={dy === 0 ? {} : { transform: `translateY(${dy}px)` }} />
      <b>−</b>
    </div>
  );
}
