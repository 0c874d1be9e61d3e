/** How many lines the server draws, which knows no screen: a tall one's worth. */
export const linesAtFirst = 50
