/** Where the command keeps a cluster unless told otherwise; relative to the checkout, which git ignores. */
export const defaultFolder = '.quarterdeck/cluster'
