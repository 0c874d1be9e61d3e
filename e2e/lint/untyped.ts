import { ESLint } from 'eslint'

/** The project's lint with these rules alone, none of which needs types: reading them would take most of the time. */
export function lintWith(rules: readonly string[], options: ESLint.Options = {}): ESLint {
  return new ESLint({
    ...options,
    ruleFilter: ({ ruleId }) => rules.includes(ruleId),
    overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
  })
}
