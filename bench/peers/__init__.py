"""Servers that do the same work in another way: the limit of what eventlet can do, Flask-SocketIO as it comes, Socket.IO on Node."""
