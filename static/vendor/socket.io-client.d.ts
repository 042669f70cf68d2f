export { io, Socket } from "socket.io-client"
