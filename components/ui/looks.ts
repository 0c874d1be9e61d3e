/** Classes of the few controls that there are, so that they look the same everywhere. */
export const looks = {
  button:
    'inline-flex h-8 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-md border border-line px-2.5 text-ink hover:bg-hover',
  quietButton:
    'inline-flex h-8 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-md px-2 text-quiet hover:bg-hover hover:text-ink',
  iconButton: 'grid size-8 shrink-0 place-items-center rounded-md text-quiet hover:bg-hover hover:text-ink',
  mainButton:
    'inline-flex h-8 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-md bg-accent px-3 font-medium text-on-accent hover:opacity-90',
  field: 'h-8 w-full max-md:text-[16px] rounded-md border border-edge bg-surface px-2 text-ink placeholder:text-quiet',
  entry: 'flex min-h-8 w-full items-center gap-2 rounded-md px-2 py-1 text-left hover:bg-hover',
  heading: 'text-xs font-semibold uppercase tracking-wide text-quiet',
  link: 'text-accent underline-offset-2 hover:underline',
} as const
