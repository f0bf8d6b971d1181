/** The signs of the pages, drawn on a 24×24 grid in the text's colour, so that no font is needed to see a state. */
import type { ReactNode } from 'react';

const paths = {
  microphone: (
    <>
      <rect x="9" y="3" width="6" height="11" rx="3" fill="currentColor" />
      <path d="M6 11a6 6 0 0 0 12 0M12 17v4M9 21h6" />
    </>
  ),
  noImage: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M5.6 5.6l12.8 12.8" />
    </>
  ),
  question: (
    <>
      <path d="M8.5 9a3.5 3.5 0 1 1 5 3.2c-1.1.6-1.5 1.2-1.5 2.3" />
      <circle cx="12" cy="18.4" r="1.2" fill="currentColor" stroke="none" />
    </>
  ),
  onAir: <circle cx="12" cy="12" r="7" fill="currentColor" stroke="none" />,
  offAir: <circle cx="12" cy="12" r="7" />,
  ok: (
    <>
      <circle cx="12" cy="12" r="9" fill="currentColor" stroke="none" />
      <path d="M7.5 12.5l3 3 6-6.5" className="icon-cut" />
    </>
  ),
  warning: (
    <>
      <path d="M12 3L22 20.5H2z" fill="currentColor" stroke="currentColor" />
      <path d="M12 9.5v5M12 17.3v.4" className="icon-cut" />
    </>
  ),
  fault: (
    <>
      <path d="M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8z" fill="currentColor" stroke="none" />
      <path d="M8.5 8.5l7 7m0-7l-7 7" className="icon-cut" />
    </>
  ),
  info: <circle cx="12" cy="12" r="4" fill="currentColor" stroke="none" />,
  still: <rect x="6" y="6" width="12" height="12" rx="2" fill="currentColor" stroke="none" />,
  moving: <path d="M3 12h17M14 6l6 6-6 6" />,
  camera: (
    <>
      <rect x="3" y="7" width="12" height="10" rx="2" />
      <path d="M15 11l6-3.5v9L15 13" />
    </>
  ),
  public: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor" stroke="none" />
    </>
  ),
  closed: (
    <>
      <rect x="5" y="11" width="14" height="9" rx="2" fill="currentColor" />
      <path d="M8 11V8a4 4 0 0 1 8 0v3" />
    </>
  ),
  pause: <path d="M8 5v14M16 5v14" strokeWidth="4" />,
  close: <path d="M6 6l12 12M18 6L6 18" />,
  next: <path d="M9 5l7 7-7 7" />,
  hand: <path d="M5 21V4M5 4h13l-3 4.5L18 13H5" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof paths;

/** A sign beside words that say the same, so hidden from screen readers. */
export function Icon({ name, className }: { readonly name: IconName; readonly className?: string }) {
  return (
    <svg
      className={className === undefined ? 'icon' : `icon ${className}`}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {paths[name]}
    </svg>
  );
}
