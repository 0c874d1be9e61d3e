import { openDatabase } from '@/server/database/database'

// A process of its own for tests: has the folder's database open, says so, and stays.
await openDatabase({ engine: 'sqlite', folder: process.argv[2] ?? '' })
console.log('open')
setInterval(() => {}, 1000)
