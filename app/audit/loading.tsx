import { ScrollText } from 'lucide-react'
import { Message } from '@/components/ui/message'

export default function Loading() {
  return <Message late icon={ScrollText} title="Reading the records" />
}
