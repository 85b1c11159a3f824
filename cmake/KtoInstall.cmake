# cmake --install: what goes where, in three components that are also the Debian packages of cmake/KtoPackages.cmake.
#   runtime   libkto.so.1
#   dev       headers, libkto.so, libkto.a, find_package(kto), pkg-config kto, kto-conformance, the list
#             for authors of bindings
#   command   kto
# Nothing is built by installing: build first.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
if(NOT DEFINED CMAKE_INSTALL_LIBDIR AND CMAKE_LIBRARY_ARCHITECTURE AND EXISTS /etc/debian_version)
  # Debian's loader, pkg-config and CMake look here below /usr and /usr/local alike, so that one build serves both.
  set(CMAKE_INSTALL_LIBDIR lib/${CMAKE_LIBRARY_ARCHITECTURE} CACHE PATH "Libraries, below the prefix")
endif()
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS kto_c EXPORT kto_shared
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT runtime NAMELINK_COMPONENT dev
        INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(TARGETS kto_c_static ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT dev)
# The archive's debug information serves the ABI check of this tree (bindings/c), not those who link it.
install(CODE "execute_process(COMMAND \"${CMAKE_STRIP}\" --strip-debug
  \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_LIBDIR}/libkto.a\" COMMAND_ERROR_IS_FATAL ANY)" COMPONENT dev)
install(DIRECTORY include/kto DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT dev)
install(FILES bindings/c/api.tsv DESTINATION ${CMAKE_INSTALL_DATADIR}/kto COMPONENT dev)
install(TARGETS kto_conformance_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT dev)
if(TARGET kto)
  install(TARGETS kto RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT command)
endif()

# find_package(kto): kto::kto from CMake's own export, kto::kto_static and kto::core from the configuration.
set(kto_config_folder ${CMAKE_INSTALL_LIBDIR}/cmake/kto)
set_target_properties(kto_c PROPERTIES EXPORT_NAME kto)
install(EXPORT kto_shared NAMESPACE kto:: FILE kto-shared.cmake DESTINATION ${kto_config_folder} COMPONENT dev)
configure_package_config_file(cmake/kto-config.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/package/kto-config.cmake
                              INSTALL_DESTINATION ${kto_config_folder}
                              PATH_VARS CMAKE_INSTALL_LIBDIR CMAKE_INSTALL_INCLUDEDIR)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/package/kto-config-version.cmake
                                 COMPATIBILITY SameMajorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/package/kto-config.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/package/kto-config-version.cmake
        DESTINATION ${kto_config_folder} COMPONENT dev)

# pkg-config finds the prefix from where the file lies: the tree may be moved.
string(REGEX REPLACE "[^/]+" ".." kto_up ${CMAKE_INSTALL_LIBDIR})
configure_file(cmake/kto.pc.in ${CMAKE_CURRENT_BINARY_DIR}/package/kto.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/package/kto.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT dev)
