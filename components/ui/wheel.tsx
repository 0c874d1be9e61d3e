/** The mark of Quarterdeck: a ship's wheel. The same drawing is app/icon.svg. */
export function Wheel({ size }: { size: number }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 32 32"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      className="text-accent"
    >
      <circle cx="16" cy="16" r="8.5" strokeWidth="2.5" />
      <circle cx="16" cy="16" r="2.5" fill="currentColor" stroke="none" />
      <path d="M16 2v28M2 16h28M6.1 6.1l19.8 19.8M25.9 6.1 6.1 25.9" strokeWidth="2" strokeLinecap="round" />
    </svg>
  )
}
