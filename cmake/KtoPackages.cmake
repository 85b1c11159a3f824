# cpack -G DEB: the three components as Debian packages; run it in a build folder that is built.
set(CPACK_PACKAGE_NAME kto)
set(CPACK_PACKAGE_VENDOR kto)
set(CPACK_PACKAGE_CONTACT "kto maintainers <maintainers@kto.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL runtime dev command)
set(CPACK_COMPONENTS_GROUPING IGNORE)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

# The name of the library's package follows its SONAME.
get_target_property(kto_soversion kto_c SOVERSION)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME libkto${kto_soversion})
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SECTION libs)
set(CPACK_COMPONENT_RUNTIME_DESCRIPTION
    "The shared library with its stable C interface.")

set(CPACK_DEBIAN_DEV_PACKAGE_NAME libkto-dev)
set(CPACK_DEBIAN_DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEV_PACKAGE_DEPENDS "libkto${kto_soversion} (= ${PROJECT_VERSION})")
# Only the archive and the C++ face need them.
set(CPACK_DEBIAN_DEV_PACKAGE_RECOMMENDS "libboost-locale-dev, libicu-dev, libsodium-dev, libsqlite3-dev, pkg-config")
set(CPACK_COMPONENT_DEV_DESCRIPTION
    "Headers for C (kto.h, stable) and C++ (kto.hpp), the archive libkto.a,\nfind_package(kto), pkg-config kto, and kto-conformance for sources of your own.")

set(CPACK_DEBIAN_COMMAND_PACKAGE_NAME kto)
set(CPACK_DEBIAN_COMMAND_PACKAGE_SECTION utils)
set(CPACK_COMPONENT_COMMAND_DESCRIPTION
    "The command: rosters in, sign-in requests in, answers and reasons out.\nIt carries the library within itself.")

foreach(component IN LISTS CPACK_COMPONENTS_ALL)
  string(TOUPPER ${component} upper)
  install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${CPACK_DEBIAN_${upper}_PACKAGE_NAME} RENAME copyright
          COMPONENT ${component})
endforeach()
include(CPack)
